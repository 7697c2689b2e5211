package io.colonnade.server.flight;

import com.google.protobuf.ByteString;
import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.server.session.Transactions;
import org.apache.arrow.flight.sql.impl.FlightSql.ActionBeginTransactionRequest;
import org.apache.arrow.flight.sql.impl.FlightSql.ActionBeginTransactionResult;
import org.apache.arrow.flight.sql.impl.FlightSql.ActionEndTransactionRequest;

/** Read-only transactions: commit and rollback both end the snapshot. */
final class TransactionActions {
    private final Transactions transactions;

    TransactionActions(Transactions transactions) {
        this.transactions = transactions;
    }

    ActionBeginTransactionResult begin(Caller caller, ActionBeginTransactionRequest request) {
        return ActionBeginTransactionResult.newBuilder()
                .setTransactionId(ByteString.copyFromUtf8(
                        transactions.begin(caller.owner(), caller.sessionId().orElse(null))))
                .build();
    }

    void end(Caller caller, ActionEndTransactionRequest request) {
        switch (request.getAction()) {
            case END_TRANSACTION_COMMIT, END_TRANSACTION_ROLLBACK ->
                transactions.end(caller.owner(), request.getTransactionId().toStringUtf8());
            default ->
                throw ColonnadeException.of(
                        ErrorKind.INVALID_ARGUMENT,
                        SqlState.INVALID_PARAMETER,
                        "Invalid end of a transaction: neither commit nor rollback");
        }
    }

    static ColonnadeException noSavepoints() {
        return ColonnadeException.of(
                ErrorKind.UNIMPLEMENTED,
                SqlState.FEATURE_NOT_SUPPORTED,
                "Cannot set a savepoint: transactions are read-only, so there is nothing to roll back to");
    }
}
