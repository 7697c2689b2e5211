/** Arrow's IPC messages, read and written as plain heap bytes: no Arrow memory, no native code. Start at {@link io.colonnade.jdbc.ipc.ArrowKind}, the table of types, and {@link io.colonnade.jdbc.ipc.ColumnReader}. */
@NullMarked
package io.colonnade.jdbc.ipc;

import org.jspecify.annotations.NullMarked;
