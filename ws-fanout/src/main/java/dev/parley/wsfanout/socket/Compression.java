package dev.parley.wsfanout.socket;

import dev.parley.wsfanout.frame.MessageDeflate;

/**
 * What a client and the node agreed on: permessage-deflate, each message on its own in both directions.
 *
 * @param windowBits the largest window of the node's messages, as its base-2 logarithm
 */
record Compression(MessageDeflate deflate, int windowBits) {
    /** For a frame that goes to many sockets. */
    byte[] shared(byte[] frame) {
        return deflate.shared(frame, windowBits);
    }

    byte[] single(byte[] frame) {
        return deflate.single(frame, windowBits);
    }
}
