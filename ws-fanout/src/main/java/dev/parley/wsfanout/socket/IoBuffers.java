package dev.parley.wsfanout.socket;

import java.nio.ByteBuffer;

/** Buffers that an I/O thread uses for whatever socket it serves at the moment, so that idle sockets hold none. */
final class IoBuffers {
    private static final int READ_BYTES = 16 * 1024;
    private static final int WRITE_BYTES = 64 * 1024;

    // I/O threads are few and live as long as the process.
    private static final ThreadLocal<IoBuffers> OF_THREAD = ThreadLocal.withInitial(IoBuffers::new);

    private final ByteBuffer reading = ByteBuffer.allocateDirect(READ_BYTES);
    private final ByteBuffer writing = ByteBuffer.allocateDirect(WRITE_BYTES);

    static ByteBuffer reading() {
        return OF_THREAD.get().reading.clear();
    }

    static ByteBuffer writing() {
        return OF_THREAD.get().writing.clear();
    }
}
