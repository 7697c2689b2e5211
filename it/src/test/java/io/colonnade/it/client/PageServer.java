package io.colonnade.it.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.colonnade.it.server.RunningServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Serves the files of an example and the packages that it loads, as any web server would, on an origin of its own. */
final class PageServer implements AutoCloseable {
    private static final Map<String, String> TYPES =
            Map.of("html", "text/html", "css", "text/css", "js", "text/javascript");
    private static final String PACKAGES = "/node_modules/";

    private final HttpServer server;

    private PageServer(HttpServer server) {
        this.server = server;
    }

    static PageServer start(Path example, Path packages) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(RunningServer.HOST, 0), 0);
        server.createContext("/", exchange -> send(exchange, example, "/"));
        server.createContext(PACKAGES, exchange -> send(exchange, packages, PACKAGES));
        server.start();
        return new PageServer(server);
    }

    private static void send(HttpExchange exchange, Path directory, String prefix) throws IOException {
        try (exchange) {
            String name = exchange.getRequestURI().getPath().substring(prefix.length());
            byte[] content = Files.readAllBytes(directory.resolve(name));
            exchange.getResponseHeaders().set("Content-Type", TYPES.get(name.substring(name.lastIndexOf('.') + 1)));
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content);
        }
    }

    String origin() {
        return "http://" + RunningServer.HOST + ":" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
