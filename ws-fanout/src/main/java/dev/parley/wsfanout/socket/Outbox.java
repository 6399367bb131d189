package dev.parley.wsfanout.socket;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * What is still to be written to one socket: shared frames in order, within a limit of bytes and frames, and within a
 * lower one for frames that may be lost. Holds nothing
 * while it is empty. Safe for many threads; only one may {@link #fill} and {@link #written}.
 */
final class Outbox {
    private final OutboxLimits limits;
    private @Nullable ArrayDeque<byte[]> frames;
    /** How much of the first frame was written already. */
    private int firstOffset;
    /** Written under the lock only. */
    private volatile int bytes;

    private boolean isFlushAsked;
    private boolean isSealed;
    /** Whether some frames were copied and are being written at this moment. */
    private boolean isWriting;
    /** Whether all frames but a begun one and the last go, as soon as it is known what was written. */
    private boolean isToBeDropped;

    /** What became of a frame. */
    enum Offer {
        /** Taken, and a flush is to be asked for: nobody has done so yet. */
        FIRST,
        /** Taken. */
        TAKEN,
        /** Not taken: the client reads too slowly. */
        FULL,
        /** Not taken: the last frame was sent. */
        SEALED,
        /** Not taken: the client is behind, and the frame may be lost. */
        SKIPPED
    }

    Outbox(OutboxLimits limits) {
        this.limits = limits;
    }

    synchronized Offer offer(byte[] frame) {
        if (isSealed) {
            return Offer.SEALED;
        }
        // A frame alone is taken whatever its size.
        if (bytes > 0 && (bytes + frame.length > limits.maxBytes() || size() >= limits.maxFrames())) {
            return Offer.FULL;
        }
        return add(frame);
    }

    /** As {@link #offer} for a frame that may be lost: it is the first to go where the client is behind. */
    synchronized Offer offerSignal(byte[] frame) {
        if (isSealed) {
            return Offer.SEALED;
        }
        var isBehind = bytes + frame.length > limits.lowBytes() || size() >= limits.lowFrames();
        return bytes > 0 && isBehind ? Offer.SKIPPED : add(frame);
    }

    /**
     * Puts the last frame behind everything else, or in its place: then only a frame that was begun is finished before.
     * False where that was done before. Whoever seals has it flushed.
     */
    synchronized boolean seal(byte[] last, boolean isAfterTheRest) {
        if (isSealed) {
            return false;
        }
        add(last);
        isToBeDropped = !isAfterTheRest;
        if (!isWriting) {
            dropUnbegun();
        }
        isSealed = true;
        isFlushAsked = true;
        notifyAll();
        return true;
    }

    /** Copies as much as fits; false, and a later frame asks for a flush again, where there is nothing. */
    synchronized boolean fill(ByteBuffer out) {
        if (frames == null) {
            isFlushAsked = false;
            return false;
        }
        isWriting = true;
        var offset = firstOffset;
        for (var frame : frames) {
            out.put(frame, offset, Math.min(out.remaining(), frame.length - offset));
            offset = 0;
            if (!out.hasRemaining()) {
                break;
            }
        }
        return true;
    }

    /** So many bytes of what was copied were taken by the network. */
    synchronized void written(int count) {
        var left = count;
        while (frames != null && left > 0) {
            var rest = frames.element().length - firstOffset;
            if (left < rest) {
                firstOffset += left;
                break;
            }
            left -= rest;
            firstOffset = 0;
            frames.remove();
            frames = frames.isEmpty() ? null : frames;
        }
        // All is gone where it was discarded meanwhile.
        addBytes(frames == null ? -bytes : -count);
        isWriting = false;
        dropUnbegun();
        if (hasRoom()) {
            notifyAll();
        }
    }

    /** Nothing will be written any more. */
    synchronized void discard() {
        isSealed = true;
        frames = null;
        bytes = 0;
        notifyAll();
    }

    boolean hasRoom() {
        return bytes <= limits.lowBytes();
    }

    /** Waits until there is room; false where it was sealed instead, or nothing was read for too long. */
    boolean awaitRoom(Duration atMost) throws InterruptedException {
        return hasRoom() || awaitRoom(System.nanoTime() + atMost.toNanos());
    }

    private synchronized boolean awaitRoom(long end) throws InterruptedException {
        while (!hasRoom() && !isSealed) {
            var millis = (end - System.nanoTime()) / 1_000_000;
            if (millis <= 0) {
                return false;
            }
            wait(millis);
        }
        return !isSealed;
    }

    private Offer add(byte[] frame) {
        frames = frames == null ? new ArrayDeque<>(2) : frames;
        frames.add(frame);
        addBytes(frame.length);
        if (isFlushAsked) {
            return Offer.TAKEN;
        }
        isFlushAsked = true;
        return Offer.FIRST;
    }

    private void dropUnbegun() {
        if (!isToBeDropped || frames == null) {
            return;
        }
        isToBeDropped = false;
        var last = frames.removeLast();
        var begun = firstOffset == 0 ? null : frames.peek();
        frames.clear();
        if (begun != null) {
            frames.add(begun);
        }
        frames.add(last);
        bytes = frames.stream().mapToInt(frame -> frame.length).sum() - firstOffset;
    }

    private synchronized void addBytes(int count) {
        bytes += count;
    }

    private int size() {
        return frames == null ? 0 : frames.size();
    }
}
