package io.colonnade.source.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A road to the database that can be cut at any byte of what the database sends. */
final class CuttingProxy implements AutoCloseable {
    private final ServerSocket door;
    private final int target;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<Pair> pairs = ConcurrentHashMap.newKeySet();
    private volatile boolean refusing;
    private volatile Fate next = new Fate(Long.MAX_VALUE, false);

    /** What becomes of a connection after so many bytes from the database: it is cut, or nothing comes any more. */
    private record Fate(long bytes, boolean silent) {}

    private static final class Pair {
        private final Socket client;
        private final Socket server;
        private final boolean silent;
        private volatile long allowed;

        Pair(Socket client, Socket server, Fate fate) {
            this.client = client;
            this.server = server;
            this.silent = fate.silent;
            this.allowed = fate.bytes;
        }

        void close() {
            try (client;
                    server) {
                allowed = 0;
            } catch (IOException closed) {
                // Cut is cut.
            }
        }
    }

    CuttingProxy(int target) throws IOException {
        this.target = target;
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    /** Cuts every connection that is open now, each after so many more bytes from the database. */
    void cutAfter(long bytes) {
        pairs.forEach(pair -> pair.allowed = bytes);
    }

    /** Cuts the next connection that is opened, and only that one, after so many bytes from the database. */
    void cutNextAfter(long bytes) {
        next = new Fate(bytes, false);
    }

    /** Lets nothing of what the database sends through on the next connection that is opened, and keeps it open. */
    void silenceNext() {
        next = new Fate(0, true);
    }

    /** Hangs up on everybody from now on, and on those who are connected. */
    void refuse() {
        refusing = true;
        pairs.forEach(Pair::close);
    }

    /** Takes whoever comes again. */
    void admit() {
        refusing = false;
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                if (refusing) {
                    client.close();
                    continue;
                }
                Pair pair = new Pair(client, new Socket(InetAddress.getLoopbackAddress(), target), next);
                next = new Fate(Long.MAX_VALUE, false);
                client.setTcpNoDelay(true);
                pair.server.setTcpNoDelay(true);
                pairs.add(pair);
                threads.execute(() -> forward(pair, false));
                threads.execute(() -> forward(pair, true));
            } catch (IOException closed) {
                // The loop ends with the door.
            }
        }
    }

    private void forward(Pair pair, boolean toClient) {
        byte[] bytes = new byte[16 << 10];
        try (InputStream in = (toClient ? pair.server : pair.client).getInputStream();
                OutputStream out = (toClient ? pair.client : pair.server).getOutputStream()) {
            int count = in.read(bytes);
            while (count >= 0) {
                int passed = toClient ? (int) Math.max(0, Math.min(count, pair.allowed)) : count;
                out.write(bytes, 0, passed);
                if (toClient && pair.allowed != Long.MAX_VALUE) {
                    pair.allowed -= passed;
                }
                if (passed < count && !pair.silent) {
                    break;
                }
                count = in.read(bytes);
            }
        } catch (IOException broken) {
            // One side is gone, and so is the other.
        } finally {
            pair.close();
            pairs.remove(pair);
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        pairs.forEach(Pair::close);
        threads.shutdownNow();
    }
}
