package io.colonnade.it.client;

import java.util.TimeZone;
import java.util.concurrent.Callable;

/** Runs something in a JVM that believes to be elsewhere. Tests of one JVM run one after the other. */
final class Zones {
    /** Far west with summer time; half an hour of summer time; and a quarter of an hour off, without any. */
    static final String[] NASTY = {"America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"};

    private Zones() {}

    static <T> T in(String zone, Callable<T> work) throws Exception {
        TimeZone before = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        try {
            return work.call();
        } finally {
            TimeZone.setDefault(before);
        }
    }
}
