package io.colonnade.server.demo;

import java.io.PrintStream;

/** Lines to paste, one a kind of client. */
final class ConnectionLines {
    private ConnectionLines() {}

    static void print(PrintStream out, String host, int flightPort, int httpPort, String exports) {
        String address = host + ":" + flightPort;
        String arrow = "jdbc:arrow-flight-sql://" + address + "/?useEncryption=false";
        out.println();
        out.println("Connect (admin, alice, bob, carol; each one's password is the name):");
        out.println();
        line(
                out,
                "shell",
                "./colonnade query \"SELECT * FROM sales_analytics.customers LIMIT 5\" --as alice --url grpc://"
                        + address);
        line(out, "", "./colonnade whoami --as alice --url grpc://" + address);
        line(out, "", "./colonnade policy test --url grpc://" + address + " examples/policies-test.yaml");
        line(out, "JDBC", "jdbc:colonnade://" + address + "/sales_analytics?user=alice&password=alice");
        line(out, "JDBC (Arrow's)", arrow + "&user=alice&password=alice");
        line(out, "", "  with java --add-opens=java.base/java.nio=ALL-UNNAMED");
        line(out, "Python ADBC", "import adbc_driver_flightsql.dbapi as flight_sql");
        line(
                out,
                "",
                "connection = flight_sql.connect(\"grpc://" + address
                        + "\", db_kwargs={\"username\": \"alice\", \"password\": \"alice\"}, autocommit=True)");
        line(
                out,
                "SQLLine",
                "sqlline -d org.apache.arrow.driver.jdbc.ArrowFlightJdbcDriver -u \"" + arrow + "\" -n alice -p alice");
        line(
                out,
                "curl",
                "curl -u alice:alice -H 'Accept: text/csv' --data 'SELECT * FROM sales_analytics.customers"
                        + " LIMIT 5' http://" + host + ":" + httpPort + "/sql");
        line(
                out,
                "",
                "curl -u alice:alice -H 'Accept: text/csv' --data \"COPY sales_analytics.orders TO '" + exports
                        + "orders'\" http://" + host + ":" + httpPort + "/sql");
        out.println();
        out.println("exports go to " + exports);
    }

    private static void line(PrintStream out, String kind, String text) {
        out.printf("  %-15s %s%n", kind, text);
    }
}
