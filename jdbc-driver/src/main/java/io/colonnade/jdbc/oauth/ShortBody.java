package io.colonnade.jdbc.oauth;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The text of an answer that is small by its nature: whoever sends more of it, or for too long, is not read to the end. It is handed
 * out before it is there, so that waiting for it needs no thread of a pool that the host may have filled with others who wait. Safe
 * for threads.
 */
final class ShortBody implements HttpResponse.BodySubscriber<ShortBody> {
    private static final int MOST_BYTES = 1 << 20;

    private final CompletableFuture<String> text = new CompletableFuture<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private volatile @Nullable Subscription subscription;

    @Override
    public CompletionStage<ShortBody> getBody() {
        return CompletableFuture.completedFuture(this);
    }

    /** Waits for the whole text; who waits in vain reads no more of it. */
    String text(Duration limit) throws IOException, InterruptedException {
        try {
            return text.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            giveUp("its time has passed");
            throw new HttpTimeoutException("the answer does not end");
        } catch (InterruptedException e) {
            giveUp("nobody waits for it");
            throw e;
        }
    }

    @Override
    public void onSubscribe(Subscription given) {
        subscription = given;
        if (text.isDone()) {
            given.cancel();
        } else {
            given.request(Long.MAX_VALUE);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            if (!text.isDone()) {
                take(buffer);
            }
        }
    }

    private void take(ByteBuffer buffer) {
        if (bytes.size() + buffer.remaining() > MOST_BYTES) {
            giveUp("the answer is longer than an answer can be");
            return;
        }
        byte[] part = new byte[buffer.remaining()];
        buffer.get(part);
        bytes.write(part, 0, part.length);
    }

    @Override
    public void onError(Throwable failure) {
        text.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        text.complete(bytes.toString(StandardCharsets.UTF_8));
    }

    /** Lets go of the connection. */
    private void giveUp(String why) {
        text.completeExceptionally(new IOException(why));
        Subscription open = subscription;
        if (open != null) {
            open.cancel();
        }
    }
}
