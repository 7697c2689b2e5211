package io.colonnade.server.demo;

import io.trino.tpch.TextPool;

/** What costs time on first use and needs no database: done while PostgreSQL starts. */
final class WarmUp {
    private WarmUp() {}

    static void run() {
        TextPool.getDefaultTextPool();
    }
}
