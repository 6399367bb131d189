package dev.parley.wsfanout.stream;

import java.util.ArrayList;
import java.util.List;

/** The recent events of one partition, in offset order. Not safe for many threads: the ring's lock guards it. */
final class PartitionRing {
    private static final int INITIAL_SLOTS = 16;

    private LoggedEvent[] slots = new LoggedEvent[INITIAL_SLOTS];
    private int first;
    private int size;
    /** Every record from here on that the tail handled is held. */
    private long floor = Long.MAX_VALUE;

    void add(LoggedEvent event) {
        if (size == slots.length) {
            grow();
        }
        slots[(first + size) % slots.length] = event;
        size++;
        coverFrom(event.place().offset());
    }

    void removeFirst() {
        var removed = get(0);
        slots[first] = null;
        first = (first + 1) % slots.length;
        size--;
        floor = removed.place().offset() + 1;
    }

    void coverFrom(long offset) {
        floor = Math.min(floor, offset);
    }

    long floor() {
        return floor;
    }

    long lastOffset() {
        return size == 0 ? -1 : get(size - 1).place().offset();
    }

    Chunk read(long from, int max) {
        var at = indexOf(from);
        var count = Math.min(max, size - at);
        List<LoggedEvent> events = new ArrayList<>(count);
        for (var i = 0; i < count; i++) {
            events.add(get(at + i));
        }
        var next = count == 0 ? from : events.getLast().place().offset() + 1;
        return new Chunk(events, next, at + count == size);
    }

    /** The index of the first event at or after the offset. */
    private int indexOf(long offset) {
        var low = 0;
        var high = size;
        while (low < high) {
            var middle = (low + high) >>> 1;
            if (get(middle).place().offset() < offset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private LoggedEvent get(int index) {
        return slots[(first + index) % slots.length];
    }

    private void grow() {
        var larger = new LoggedEvent[slots.length * 2];
        for (var i = 0; i < size; i++) {
            larger[i] = get(i);
        }
        slots = larger;
        first = 0;
    }
}
