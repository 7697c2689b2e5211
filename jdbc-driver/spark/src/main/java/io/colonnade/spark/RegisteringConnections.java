package io.colonnade.spark;

import java.io.Serializable;
import java.sql.Connection;
import scala.Function1;
import scala.runtime.AbstractFunction1;

/**
 * Opens connections as Spark does and makes the dialect known first: Spark 3.5 looks dialects up on each executor, after
 * it has a connection, and knows there only what was registered there. Serialized with the tasks; any thread may call it.
 */
final class RegisteringConnections extends AbstractFunction1<Object, Connection> implements Serializable {
    private static final long serialVersionUID = 1;

    private final Function1<Object, Connection> connections;

    RegisteringConnections(Function1<Object, Connection> connections) {
        this.connections = connections;
    }

    @Override
    public Connection apply(Object partition) {
        ColonnadeDialect.register();
        return connections.apply(partition);
    }
}
