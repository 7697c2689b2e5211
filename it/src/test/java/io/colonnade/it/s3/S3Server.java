package io.colonnade.it.s3;

import io.colonnade.server.export.destination.S3Connection;
import java.net.URI;
import java.util.List;
import java.util.TreeMap;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

/** An S3 server (S3Proxy) that keeps its objects in memory, with one bucket, and what is in it. Thread-safe. */
final class S3Server implements AutoCloseable {
    static final String BUCKET = "lake";
    static final String ACCESS = "an-access-key-of-the-tests";
    static final String SECRET = "a-secret-key-of-the-tests";

    private final S3Proxy proxy;
    private final S3Client client;

    S3Server() throws Exception {
        proxy = S3Proxy.builder()
                .blobStore(new TransientNio2BlobStore())
                .awsAuthentication(AuthenticationType.AWS_V4, ACCESS, SECRET)
                .endpoint(URI.create("http://127.0.0.1:0"))
                .ignoreUnknownHeaders(true)
                .build();
        proxy.start();
        client = connection(port()).client().build();
        client.createBucket(request -> request.bucket(BUCKET));
    }

    int port() {
        return proxy.getPort();
    }

    /** Returns how the server is reached through a port, its own or one on the way to it. */
    static S3Connection connection(int port) {
        return connection(port, ACCESS, SECRET);
    }

    static S3Connection connection(int port, String access, String secret) {
        return new S3Connection(
                URI.create("http://127.0.0.1:" + port), null, true, new S3Connection.Keys(access, secret));
    }

    void put(String key, String content) {
        client.putObject(request -> request.bucket(BUCKET).key(key), RequestBody.fromString(content));
    }

    void delete(String key) {
        client.deleteObject(request -> request.bucket(BUCKET).key(key));
    }

    byte[] bytes(String key) {
        ResponseBytes<GetObjectResponse> object =
                client.getObjectAsBytes(request -> request.bucket(BUCKET).key(key));
        return object.asByteArray();
    }

    /** Returns the keys below a folder, and what is there. */
    TreeMap<String, String> objects(String folder) {
        TreeMap<String, String> objects = new TreeMap<>();
        keys(folder).forEach(key -> objects.put(key, new String(bytes(key), java.nio.charset.StandardCharsets.UTF_8)));
        return objects;
    }

    List<String> keys(String folder) {
        return client.listObjectsV2Paginator(request -> request.bucket(BUCKET).prefix(folder)).contents().stream()
                .map(object -> object.key())
                .toList();
    }

    /** Returns the keys of the uploads that are not completed. */
    List<String> uploads(@Nullable String folder) {
        return client.listMultipartUploads(request -> request.bucket(BUCKET).prefix(folder)).uploads().stream()
                .map(MultipartUpload::key)
                .toList();
    }

    @Override
    public void close() throws Exception {
        client.close();
        proxy.stop();
    }
}
