package io.colonnade.jdbc.companion;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.Function;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;
import org.w3c.dom.Document;

/** The connector as it is shipped; its scripts run as Tableau runs them: a function of what was entered into the dialog. */
final class TableauConnector implements AutoCloseable {
    /** What Tableau's helper object calls the fields. */
    private static final Map<String, String> HELPER = Map.of(
            "attributeServer", "server",
            "attributePort", "port",
            "attributeUsername", "username",
            "attributePassword", "password",
            "attributeAuthentication", "authentication",
            "attributeSSLMode", "sslmode");

    private final ZipFile zip;

    TableauConnector(Path taco) throws IOException {
        zip = new ZipFile(taco.toFile());
    }

    List<? extends ZipEntry> entries() {
        return zip.stream().toList();
    }

    Document xml(String name) throws IOException {
        try (InputStream in = zip.getInputStream(zip.getEntry(name))) {
            return Companions.xml(in);
        }
    }

    byte[] bytes(String name) throws IOException {
        try (InputStream in = zip.getInputStream(zip.getEntry(name))) {
            return in.readAllBytes();
        }
    }

    /** Returns the URL for what was entered. */
    String url(Map<String, String> entered) throws IOException {
        return ((List<?>) call("connectionBuilder.js", entered)).get(0).toString();
    }

    /** Returns the properties for what was entered. */
    Properties properties(Map<String, String> entered) throws IOException {
        Properties properties = new Properties();
        ((Map<?, ?>) call("connectionProperties.js", entered)).forEach(properties::put);
        return properties;
    }

    private Object call(String script, Map<String, String> entered) throws IOException {
        try (Context context = Context.enter()) {
            context.setInterpretedMode(true);
            ScriptableObject scope = context.initSafeStandardObjects();
            ScriptableObject.putProperty(scope, "connectionHelper", object(context, scope, HELPER));
            String text = new String(bytes(script), StandardCharsets.UTF_8);
            Function function = (Function) context.evaluateString(scope, text, script, 1, null);
            return function.call(context, scope, scope, new Object[] {object(context, scope, entered)});
        }
    }

    private static Scriptable object(Context context, Scriptable scope, Map<String, String> fields) {
        Scriptable object = context.newObject(scope);
        fields.forEach((key, value) -> ScriptableObject.putProperty(object, key, value));
        return object;
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
