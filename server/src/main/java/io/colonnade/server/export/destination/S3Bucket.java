package io.colonnade.server.export.destination;

import io.colonnade.server.export.destination.S3Requests.ConditionFailedException;
import io.colonnade.server.export.destination.S3Requests.MissingException;
import io.colonnade.server.export.destination.S3Requests.UnknownFeatureException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/** What is asked of one bucket, in the few requests that every store knows. Thread-safe. */
final class S3Bucket {
    private static final int KEYS_OF_A_DELETION = 1_000;

    private final S3Client client;
    private final String name;
    private final @Nullable S3Encryption encryption;

    S3Bucket(S3Client client, String name, @Nullable S3Encryption encryption) {
        this.client = client;
        this.name = name;
        this.encryption = encryption;
    }

    /**
     * What an object is at one moment.
     *
     * @param tag by which the store tells it from what it was and will be
     */
    record Content(byte[] bytes, String tag) {}

    /** An object's key, and since when it is there; of some stores, since when it was uploaded. */
    record Stored(String key, Instant since) {}

    /** An upload that is not completed: of what key, by what id, since when. */
    record Begun(String key, String upload, Instant since) {}

    /** Looks at what is listed, and says whether it wants more. */
    interface Visitor<T> {
        boolean visit(T listed) throws IOException;
    }

    boolean encrypts() {
        return encryption != null;
    }

    /** Returns an object, unless it is not there or longer than anything that is read here. */
    Optional<Content> read(String key, long most) throws IOException {
        try (ResponseInputStream<GetObjectResponse> in = S3Requests.send(
                "GetObject",
                () -> client.getObject(request -> request.bucket(name).key(key)))) {
            Long length = in.response().contentLength();
            if (length == null || length > most) {
                in.abort();
                throw FolderInUseException.noManifest();
            }
            return Optional.of(new Content(
                    readAll(in, length), String.valueOf(in.response().eTag())));
        } catch (MissingException e) {
            return Optional.empty();
        }
    }

    private static byte[] readAll(InputStream in, long length) throws IOException {
        byte[] bytes = in.readNBytes((int) length);
        if (bytes.length != length) {
            throw new IOException("Answer to GetObject: it ends early");
        }
        return bytes;
    }

    /** Returns how long an object is; nothing if it is not there. */
    Optional<Long> length(String key) throws IOException {
        try {
            return Optional.of(S3Requests.send(
                            "HeadObject",
                            () -> client.headObject(
                                    request -> request.bucket(name).key(key)))
                    .contentLength());
        } catch (MissingException e) {
            return Optional.empty();
        }
    }

    /** Begins an object that nobody sees; returns the store's id for it. */
    String begin(String key) throws IOException {
        CreateMultipartUploadRequest.Builder request =
                CreateMultipartUploadRequest.builder().bucket(name).key(key);
        if (encryption != null) {
            request.serverSideEncryption(encryption.algorithm()).ssekmsKeyId(encryption.key());
        }
        var begun = S3Requests.send("CreateMultipartUpload", () -> client.createMultipartUpload(request.build()));
        checkEncrypted(begun.serverSideEncryptionAsString());
        return begun.uploadId();
    }

    CompletedPart upload(String key, String upload, int number, byte[] bytes, int length) throws IOException {
        String digest = md5(bytes, length);
        String tag = S3Requests.send(
                        "UploadPart",
                        () -> client.uploadPart(
                                part -> part.bucket(name)
                                        .key(key)
                                        .uploadId(upload)
                                        .partNumber(number)
                                        .contentMD5(digest),
                                body(bytes, length)))
                .eTag();
        return CompletedPart.builder().partNumber(number).eTag(tag).build();
    }

    /** The bytes are not copied; they may be read several times, since a request may be sent again. */
    private static RequestBody body(byte[] bytes, int length) {
        return RequestBody.fromContentProvider(
                () -> new ByteArrayInputStream(bytes, 0, length), length, "application/octet-stream");
    }

    private static String md5(byte[] bytes, int length) {
        try {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            digest.update(bytes, 0, length);
            return Base64.getEncoder().encodeToString(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    void complete(String key, String upload, List<CompletedPart> parts) throws IOException {
        S3Requests.send(
                "CompleteMultipartUpload",
                () -> client.completeMultipartUpload(request ->
                        request.bucket(name).key(key).uploadId(upload).multipartUpload(all -> all.parts(parts))));
    }

    void abort(String key, String upload) throws IOException {
        try {
            S3Requests.send(
                    "AbortMultipartUpload",
                    () -> client.abortMultipartUpload(
                            request -> request.bucket(name).key(key).uploadId(upload)));
        } catch (MissingException e) {
            // It is gone, which is what was asked for.
        }
    }

    /**
     * Writes an object if what is there is what it should be.
     *
     * @param tag of what should be there; null if nothing should
     * @throws ConditionFailedException if something else is there
     * @throws UnknownFeatureException if the store writes without a condition or not at all
     */
    void put(String key, byte[] bytes, @Nullable String tag) throws IOException {
        PutObjectRequest.Builder request = object(key, bytes);
        send(tag == null ? request.ifNoneMatch("*") : request.ifMatch(tag), bytes);
    }

    void put(String key, byte[] bytes) throws IOException {
        send(object(key, bytes), bytes);
    }

    private PutObjectRequest.Builder object(String key, byte[] bytes) {
        PutObjectRequest.Builder request = PutObjectRequest.builder()
                .bucket(name)
                .key(key)
                .contentType("application/json")
                .contentMD5(md5(bytes, bytes.length));
        return encryption == null
                ? request
                : request.serverSideEncryption(encryption.algorithm()).ssekmsKeyId(encryption.key());
    }

    private void send(PutObjectRequest.Builder request, byte[] bytes) throws IOException {
        S3Requests.send("PutObject", () -> client.putObject(request.build(), RequestBody.fromBytes(bytes)));
    }

    /** A store that does not know of encryption would keep the files as they are, and say nothing. */
    private void checkEncrypted(@Nullable String algorithm) throws IOException {
        if (encryption != null && !encryption.algorithm().equals(algorithm)) {
            throw new StoreRefusalException("Answer to CreateMultipartUpload: nothing of the encryption asked for");
        }
    }

    void delete(Collection<String> keys) throws IOException {
        Iterator<String> rest = keys.iterator();
        while (rest.hasNext()) {
            List<ObjectIdentifier> some = new ArrayList<>();
            while (rest.hasNext() && some.size() < KEYS_OF_A_DELETION) {
                some.add(ObjectIdentifier.builder().key(rest.next()).build());
            }
            DeleteObjectsResponse answer = S3Requests.send(
                    "DeleteObjects",
                    () -> client.deleteObjects(request ->
                            request.bucket(name).delete(all -> all.objects(some).quiet(true))));
            if (answer.hasErrors() && !answer.errors().isEmpty()) {
                throw new IOException(
                        "Answer to DeleteObjects: " + answer.errors().get(0).code());
            }
        }
    }

    /** Shows the objects whose keys begin so, in the order of their keys. */
    void objects(String prefix, Visitor<Stored> visitor) throws IOException {
        String next = null;
        do {
            String token = next;
            ListObjectsV2Response page = S3Requests.send(
                    "ListObjectsV2",
                    () -> client.listObjectsV2(
                            request -> request.bucket(name).prefix(prefix).continuationToken(token)));
            for (var object : page.contents()) {
                if (!visitor.visit(new Stored(object.key(), object.lastModified()))) {
                    return;
                }
            }
            next = Boolean.TRUE.equals(page.isTruncated()) ? page.nextContinuationToken() : null;
        } while (next != null);
    }

    /** Shows the uploads that nobody has completed, of objects whose keys begin so. */
    void uploads(String prefix, Visitor<Begun> visitor) throws IOException {
        String key = null;
        String upload = null;
        do {
            String keyMarker = key;
            String uploadMarker = upload;
            ListMultipartUploadsResponse page = S3Requests.send(
                    "ListMultipartUploads",
                    () -> client.listMultipartUploads(request -> request.bucket(name)
                            .prefix(prefix)
                            .keyMarker(keyMarker)
                            .uploadIdMarker(uploadMarker)));
            for (var begun : page.uploads()) {
                if (!visitor.visit(new Begun(begun.key(), begun.uploadId(), begun.initiated()))) {
                    return;
                }
            }
            boolean more = Boolean.TRUE.equals(page.isTruncated());
            key = more ? page.nextKeyMarker() : null;
            upload = more ? page.nextUploadIdMarker() : null;
        } while (key != null);
    }
}
