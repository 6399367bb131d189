package dev.parley.ingress.conversations;

import dev.parley.ingress.cache.CachedFormat;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The newest messages of a conversation as everybody sees them, newest first.
 *
 * @param messages at most {@link LatestPages#MESSAGES}; fewer only where the conversation has no more
 */
record LatestPage(List<Item> messages) {
    /**
     * A message.
     *
     * @param json of the API, without anybody's marks
     */
    record Item(long seq, byte[] json) {}

    /** Count, then of each message its seq, the length of its JSON, its JSON. */
    static final CachedFormat<LatestPage> FORMAT = new CachedFormat<>() {
        private static final int HEAD = Long.BYTES + Integer.BYTES;

        @Override
        public byte[] write(LatestPage page) {
            var size = page.messages().stream()
                    .mapToInt(item -> HEAD + item.json().length)
                    .sum();
            var bytes = ByteBuffer.allocate(Integer.BYTES + size)
                    .putInt(page.messages().size());
            page.messages()
                    .forEach(item ->
                            bytes.putLong(item.seq()).putInt(item.json().length).put(item.json()));
            return bytes.array();
        }

        @Override
        public Optional<LatestPage> read(ByteBuffer bytes) {
            if (bytes.remaining() < Integer.BYTES) {
                return Optional.empty();
            }
            var count = bytes.getInt();
            var messages = new ArrayList<Item>(LatestPages.MESSAGES);
            while (messages.size() < count && bytes.remaining() >= HEAD) {
                var seq = bytes.getLong();
                var length = bytes.getInt();
                if (length < 0 || length > bytes.remaining()) {
                    return Optional.empty();
                }
                var json = new byte[length];
                bytes.get(json);
                messages.add(new Item(seq, json));
            }
            var isWhole = messages.size() == count && !bytes.hasRemaining();
            return isWhole ? Optional.of(new LatestPage(messages)) : Optional.empty();
        }
    };
}
