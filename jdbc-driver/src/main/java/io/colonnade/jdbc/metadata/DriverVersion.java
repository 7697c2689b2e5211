package io.colonnade.jdbc.metadata;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** The driver's own version, written into a resource by the build. */
public final class DriverVersion {
    /** As Maven writes it. */
    public static final String TEXT = read();
    /** Its first number. */
    public static final int MAJOR = part(0);
    /** Its second number. */
    public static final int MINOR = part(1);

    private DriverVersion() {}

    private static String read() {
        Properties properties = new Properties();
        try (InputStream in = DriverVersion.class.getResourceAsStream("driver.properties")) {
            if (in != null) {
                properties.load(in);
            }
        } catch (IOException e) {
            // A driver that cannot read its own jar still works; it only does not know its version.
        }
        return properties.getProperty("version", "0.0");
    }

    private static int part(int index) {
        String digits = TEXT.split("[.-]")[index];
        return digits.matches("\\d+") ? Integer.parseInt(digits) : 0;
    }
}
