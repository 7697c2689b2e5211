package io.colonnade.it.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.colonnade.it.server.RunningServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509KeyManager;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.Location;
import org.apache.arrow.memory.BufferAllocator;
import org.jspecify.annotations.Nullable;

/** Clients of both doors that trust one authority and show one certificate, or none. */
record TlsClient(Path trusted, Certificates.@Nullable Pem shown) {
    private static final String OK = "HTTP/1.1 200 OK";

    FlightClient flight(RunningServer server, BufferAllocator allocator) throws IOException {
        FlightClient.Builder builder = FlightClient.builder(
                        allocator, Location.forGrpcTls("localhost", server.flightPort()))
                .trustedCertificates(new ByteArrayInputStream(Files.readAllBytes(trusted)));
        if (shown != null) {
            builder.clientCertificate(
                    new ByteArrayInputStream(Files.readAllBytes(shown.certificate())),
                    new ByteArrayInputStream(Files.readAllBytes(shown.key())));
        }
        return builder.build();
    }

    HttpResponse<String> http(RunningServer server, String authorization, String sql) throws Exception {
        return send(statement(server, authorization, sql), HttpClient.Version.HTTP_1_1);
    }

    HttpResponse<String> http2(RunningServer server, String sql) throws Exception {
        return send(statement(server, "", sql), HttpClient.Version.HTTP_2);
    }

    private static HttpRequest statement(RunningServer server, String authorization, String sql) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("https://localhost:" + server.httpPort() + "/sql"))
                .timeout(Duration.ofSeconds(30))
                .header("Accept", "text/csv")
                .POST(HttpRequest.BodyPublishers.ofString(sql));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return request.build();
    }

    String whoAmI(RunningServer server) throws Exception {
        URI address = URI.create("https://localhost:" + server.httpPort() + "/whoami");
        return send(HttpRequest.newBuilder(address).build(), HttpClient.Version.HTTP_1_1)
                .body();
    }

    private HttpResponse<String> send(HttpRequest request, HttpClient.Version version) throws Exception {
        return HttpClient.newBuilder()
                .version(version)
                .sslContext(context())
                .build()
                .send(request, BodyHandlers.ofString());
    }

    /** Asks over HTTP and reads no more of the answer than that rows will come. */
    Socket asked(RunningServer server, String sql) throws Exception {
        Socket socket = connected(server);
        ask(socket, sql);
        return socket;
    }

    /** Asks over HTTP on a connection that there is, and reads no more of the answer than that rows will come. */
    static void ask(Socket socket, String sql) throws IOException {
        send(socket, sql);
        byte[] status = socket.getInputStream().readNBytes(OK.length());
        assertThat(new String(status, StandardCharsets.UTF_8)).isEqualTo(OK);
    }

    Socket connected(RunningServer server) throws Exception {
        return context().getSocketFactory().createSocket("localhost", server.httpPort());
    }

    /** Sends a statement over HTTP, and reads nothing. */
    static void send(Socket socket, String sql) throws IOException {
        String request = "POST /sql HTTP/1.1\r\nHost: localhost\r\nAccept: text/csv\r\nContent-Length: " + sql.length()
                + "\r\n\r\n" + sql;
        socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the certificate that a port shows, in a handshake with one version of TLS. */
    X509Certificate serverCertificate(int port, String protocol) throws Exception {
        AtomicReference<X509Certificate> certificate = new AtomicReference<>();
        try (SSLSocket socket = (SSLSocket) context().getSocketFactory().createSocket(RunningServer.HOST, port)) {
            socket.setSoTimeout(10_000);
            socket.setEnabledProtocols(new String[] {protocol});
            socket.startHandshake();
            certificate.set((X509Certificate) socket.getSession().getPeerCertificates()[0]);
        }
        return certificate.get();
    }

    private SSLContext context() throws Exception {
        KeyStore trust = KeyStore.getInstance("PKCS12");
        trust.load(null, null);
        trust.setCertificateEntry("trusted", certificate(trusted));
        TrustManagerFactory trusting = TrustManagerFactory.getInstance("PKIX");
        trusting.init(trust);
        KeyManagerFactory showing = KeyManagerFactory.getInstance("SunX509");
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(null, null);
        if (shown != null) {
            keys.setKeyEntry(
                    "shown", key(shown.key()), new char[0], new Certificate[] {certificate(shown.certificate())});
        }
        showing.init(keys, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(
                shown == null ? null : new KeyManager[] {stubborn((X509KeyManager) showing.getKeyManagers()[0])},
                trusting.getTrustManagers(),
                null);
        return context;
    }

    /** Shows its certificate also to servers that have not asked for one of its authority. */
    private static X509ExtendedKeyManager stubborn(X509KeyManager keys) {
        return new X509ExtendedKeyManager() {
            @Override
            public String chooseEngineClientAlias(String[] keyType, Principal[] issuers, SSLEngine engine) {
                return "shown";
            }

            @Override
            public String chooseClientAlias(String[] keyType, Principal[] issuers, Socket socket) {
                return "shown";
            }

            @Override
            public X509Certificate[] getCertificateChain(String alias) {
                return keys.getCertificateChain(alias);
            }

            @Override
            public PrivateKey getPrivateKey(String alias) {
                return keys.getPrivateKey(alias);
            }

            @Override
            public String[] getClientAliases(String keyType, Principal[] issuers) {
                return new String[] {"shown"};
            }

            @Override
            public String[] getServerAliases(String keyType, Principal[] issuers) {
                return null;
            }

            @Override
            public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
                return null;
            }
        };
    }

    private static Certificate certificate(Path pem) throws Exception {
        try (InputStream in = Files.newInputStream(pem)) {
            return CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }

    private static PrivateKey key(Path pem) throws Exception {
        String base64 = Files.readString(pem).replaceAll("-----[A-Z ]+-----", "");
        return java.security.KeyFactory.getInstance("EC")
                .generatePrivate(new java.security.spec.PKCS8EncodedKeySpec(
                        java.util.Base64.getMimeDecoder().decode(base64)));
    }
}
