package dev.parley.wsfanout.frame;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * permessage-deflate (RFC 7692) without context takeover: each message is compressed on its own, so an idle socket holds
 * nothing, and a frame for many sockets is compressed once for all of them. One for all sockets of a node. Safe for many
 * threads.
 */
public final class MessageDeflate implements AutoCloseable {
    /** Shorter texts are sent as they are: there is little to save. */
    static final int MIN_BYTES = 256;

    /** The window of a sender that was asked for no smaller one. */
    public static final int MAX_WINDOW_BITS = 15;

    /** Compressed frames that are remembered, for the sockets that follow; a power of two. */
    private static final int REMEMBERED = 64;

    /** About 0.3 MB of native memory for a deflater, 0.05 MB for an inflater. */
    private static final int KEPT = 8;

    private final ZlibPool<Deflater> deflaters =
            new ZlibPool<>(KEPT, () -> new Deflater(Deflater.BEST_SPEED, true), Deflater::reset, Deflater::end);
    private final ZlibPool<Inflater> inflaters =
            new ZlibPool<>(KEPT, () -> new Inflater(true), Inflater::reset, Inflater::end);
    private final AtomicReferenceArray<@Nullable Compressed> recent = new AtomicReferenceArray<>(REMEMBERED);
    private final Runnable onCompressed;

    /** Of one frame; the same array twice where it does not get shorter. */
    private record Compressed(byte[] plain, byte[] frame) {}

    /** @param onCompressed called for each frame that was compressed */
    public MessageDeflate(Runnable onCompressed) {
        this.onCompressed = onCompressed;
    }

    /** The compressed form of a frame that goes to many sockets: made for the first of them, found by the others. */
    public byte[] shared(byte[] frame, int windowBits) {
        if (!isWorthIt(frame, windowBits)) {
            return frame;
        }
        var slot = System.identityHashCode(frame) & (REMEMBERED - 1);
        var known = recent.get(slot);
        if (known != null && known.plain() == frame) {
            return known.frame();
        }
        var made = compress(frame);
        recent.set(slot, new Compressed(frame, made));
        return made;
    }

    /** The compressed form of a frame for one socket. */
    public byte[] single(byte[] frame, int windowBits) {
        return isWorthIt(frame, windowBits) ? compress(frame) : frame;
    }

    /** A text no longer than the window refers to nothing outside of it, whatever the window of our deflater. */
    private static boolean isWorthIt(byte[] frame, int windowBits) {
        var length = frame.length - Frames.headerBytes(frame);
        return Frames.isMessage(frame)
                && length >= MIN_BYTES
                && (windowBits == MAX_WINDOW_BITS || length <= 1 << windowBits);
    }

    private byte[] compress(byte[] frame) {
        var header = Frames.headerBytes(frame);
        var length = frame.length - header;
        // What does not fit is no gain.
        var out = new byte[length];
        var count = deflaters.use(deflater -> {
            deflater.setInput(frame, header, length);
            return deflater.deflate(out, 0, length, Deflater.SYNC_FLUSH);
        });
        onCompressed.run();
        return count == length ? frame : Frames.compressed(frame, out, count - Inflated.TAIL.length);
    }

    Inflated inflate(byte[] message, int maxBytes) {
        return inflaters.use(inflater -> Inflated.of(inflater, message, maxBytes));
    }

    @Override
    public void close() {
        deflaters.close();
        inflaters.close();
    }
}
