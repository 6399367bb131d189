package dev.parley.operator.doctor;

import dev.parley.operator.command.Amounts;

/** Whether a disk runs full. Pure. */
final class DiskCheck {
    private static final int FULL_PERCENT = 10;
    private static final int LOW_PERCENT = 20;

    private DiskCheck() {}

    static Finding of(String where, long freeBytes, long totalBytes) {
        if (totalBytes <= 0) {
            return Finding.unknown(where, "size not known", "Look at the disk by hand.");
        }
        var percent = freeBytes * 100 / totalBytes;
        var found = Amounts.bytes(freeBytes) + " free of " + Amounts.bytes(totalBytes) + " (" + percent + " %)";
        if (percent < FULL_PERCENT) {
            return Finding.wrong(where, found, "Enlarge the disk now: a full one stops the process that writes to it.");
        }
        return percent < LOW_PERCENT
                ? Finding.advice(where, found, "Enlarge the disk before it is full.")
                : Finding.ok(where, found);
    }
}
