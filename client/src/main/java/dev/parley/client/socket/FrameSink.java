package dev.parley.client.socket;

/** Takes what a {@link ServerFrameDecoder} finds. The bytes are valid during the call only. */
interface FrameSink {
    void text(byte[] bytes, int offset, int length);

    void binary(byte[] bytes, int offset, int length);

    void ping(byte[] payload);

    void close(int code, String reason);
}
