package io.colonnade.it.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Linux knows of a process. Not-a-number where there is no such process, or no Linux. */
final class ProcessUsage {
    /** Linux has shown its times in hundredths of a second to every program since 2.6, whatever its own clock. */
    private static final double TICKS_PER_SECOND = 100;

    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    private static final int USER_TIME = 11;

    private ProcessUsage() {}

    /** Returns the processor time of a process itself. */
    static double cpuSeconds(long pid) {
        return ticks(pid, 2) / TICKS_PER_SECOND;
    }

    /** Returns the processor time of a process, of those under it and of those that have ended under it. */
    static double cpuSecondsOfTree(ProcessHandle root) {
        return ticks(root.pid(), 4) / TICKS_PER_SECOND
                + root.children()
                        .mapToDouble(child -> cpuSeconds(child.pid()))
                        .filter(seconds -> !Double.isNaN(seconds))
                        .sum();
    }

    /** Returns the resident memory of a process in MB of 2^20 bytes. */
    static double residentMegabytes(long pid) {
        try {
            Matcher line = RESIDENT.matcher(Files.readString(Path.of("/proc/" + pid + "/status")));
            return line.find() ? Long.parseLong(line.group(1)) / 1024.0 : Double.NaN;
        } catch (IOException e) {
            return Double.NaN;
        }
    }

    /** User and system time stand side by side; after them the same of the children that were waited for. */
    private static double ticks(long pid, int fields) {
        try {
            String line = Files.readString(Path.of("/proc/" + pid + "/stat"));
            // The program's name, which may hold blanks, is the second field and stands in brackets.
            String[] rest = line.substring(line.lastIndexOf(')') + 2).split(" ");
            long sum = 0;
            for (int i = 0; i < fields; i++) {
                sum += Long.parseLong(rest[USER_TIME + i]);
            }
            return sum;
        } catch (IOException e) {
            return Double.NaN;
        }
    }
}
