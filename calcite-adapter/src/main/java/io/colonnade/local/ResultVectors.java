package io.colonnade.local;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.source.SourceStatement.ResultColumn;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.LargeVarCharVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.message.ArrowFieldNode;

/**
 * Copies DuckDB's vectors into those of the announced schema. The layouts are the same, but DuckDB's own buffers hang on a
 * structure in the reader's memory until the last of them is let go, and who sends them may do so long after the reader was
 * closed. A NULL where none is allowed stops the stream.
 */
final class ResultVectors {
    private final List<ResultColumn> columns;

    ResultVectors(List<ResultColumn> columns) {
        this.columns = columns;
    }

    void move(VectorSchemaRoot from, VectorSchemaRoot to) {
        int rows = from.getRowCount();
        for (int i = 0; i < columns.size(); i++) {
            checkNulls(columns.get(i), from.getVector(i));
            if (rows > 0) {
                move(from.getVector(i), to.getVector(i), rows);
            }
        }
        to.setRowCount(rows);
    }

    private static void move(FieldVector from, FieldVector to, int rows) {
        if (to instanceof LargeVarCharVector wide) {
            widen((VarCharVector) from, wide, rows);
        } else if (from.getMinorType() == to.getMinorType()) {
            copy(from, to, rows);
        } else {
            throw ColonnadeException.of(
                    ErrorKind.INTERNAL,
                    SqlState.INTERNAL_ERROR,
                    "Cannot return column " + to.getName() + ": the local engine made " + from.getMinorType() + " of "
                            + to.getMinorType());
        }
    }

    private static void copy(FieldVector from, FieldVector to, int rows) {
        List<ArrowBuf> copies = new ArrayList<>();
        try {
            for (ArrowBuf buffer : from.getFieldBuffers()) {
                ArrowBuf copy = to.getAllocator().buffer(buffer.writerIndex());
                copies.add(copy);
                copy.setBytes(0, buffer, 0, buffer.writerIndex());
                copy.writerIndex(buffer.writerIndex());
            }
            to.loadFieldBuffers(new ArrowFieldNode(rows, from.getNullCount()), copies);
        } finally {
            copies.forEach(ArrowBuf::close);
        }
    }

    private static void widen(VarCharVector from, LargeVarCharVector to, int rows) {
        int end = from.getOffsetBuffer().getInt(rows * 4L);
        to.allocateNew(end, rows);
        for (int row = 0; row < rows; row++) {
            if (!from.isNull(row)) {
                to.set(row, from.getStartOffset(row), from.getValueLength(row), from.getDataBuffer());
            }
        }
    }

    private static void checkNulls(ResultColumn column, FieldVector vector) {
        if (!column.nullable() && vector.getNullCount() > 0) {
            String contract = column.promised() ? " (promised by " + column.origin() + ")" : "";
            throw ColonnadeException.of(
                    ErrorKind.CONTRACT_VIOLATION,
                    SqlState.NULL_NOT_ALLOWED,
                    "Cannot return column " + column.name() + contract + ": it holds NULL where none is allowed");
        }
    }
}
