package dev.parley.bench.load;

/**
 * The pace of recorded chat, with its bursts and its silences, stretched or squeezed until its mean is the rate that is
 * asked for. After the last message it begins anew.
 */
final class RecordedPace implements Pace {
    private final long[] saidAt;
    private final double nanosOfAll;
    private final double nanosAStep;

    /**
     * @param saidAt when each message was said, growing, in whatever unit
     * @param rate messages a second, on average
     */
    RecordedPace(long[] saidAt, double rate) {
        if (saidAt.length < 2 || saidAt[saidAt.length - 1] <= saidAt[0]) {
            throw new IllegalArgumentException("Too few messages in the file for --pace real.");
        }
        this.saidAt = saidAt.clone();
        this.nanosOfAll = saidAt.length * 1e9 / rate;
        var steps = saidAt[saidAt.length - 1] - saidAt[0];
        // The last one is followed by a gap of the mean length, and then by the first one.
        this.nanosAStep = nanosOfAll * (saidAt.length - 1) / saidAt.length / steps;
    }

    @Override
    public long nanos(long number) {
        var round = number / saidAt.length;
        var step = saidAt[(int) (number % saidAt.length)] - saidAt[0];
        return (long) (round * nanosOfAll + step * nanosAStep);
    }
}
