package io.colonnade.examples;

import io.colonnade.jdbc.arrow.ArrowResult;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.ipc.ArrowStreamReader;

/**
 * Computes on the record batches of a query, which Colonnade's JDBC driver hands on without making rows of them. The first
 * argument is a JDBC URL; without one it asks the demo as {@code alice}.
 */
public final class ArrowExample {
    private static final String DEMO = "jdbc:colonnade://127.0.0.1:50051/?user=alice&password=alice";
    private static final String QUERY = "SELECT account_balance FROM sales_analytics.customers";

    private ArrowExample() {}

    /** Prints what the customers have altogether. */
    public static void main(String[] arguments) throws SQLException, IOException {
        String url = arguments.length > 0 ? arguments[0] : DEMO;
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(QUERY);
                BufferAllocator allocator = new RootAllocator();
                ArrowStreamReader reader =
                        new ArrowStreamReader(result.unwrap(ArrowResult.class).arrowStream(), allocator)) {
            BigDecimal total = BigDecimal.ZERO;
            while (reader.loadNextBatch()) {
                total = total.add(
                        sum((DecimalVector) reader.getVectorSchemaRoot().getVector("account_balance")));
            }
            System.out.println(total);
        }
    }

    private static BigDecimal sum(DecimalVector balances) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int row = 0; row < balances.getValueCount(); row++) {
            if (!balances.isNull(row)) {
                sum = sum.add(balances.getObject(row));
            }
        }
        return sum;
    }
}
