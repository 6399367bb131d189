package dev.parley.ingress.conversations;

import dev.parley.edge.redis.SharedCache;
import dev.parley.ingress.cache.VersionedCache;
import dev.parley.ingress.conversations.LatestPage.Item;
import dev.parley.ingress.messages.MessageViews;
import dev.parley.ingress.reads.Page;
import dev.parley.readmodel.read.MessageStore;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The latest pages of conversations, shared by all nodes. The version of a page is the head of its conversation: the store commits
 * every change of a message together with the head that it moves, so a read that began at a head has all events up to it.
 */
public final class LatestPages {
    /** A page of the usual size, and one more to know whether there are more. */
    static final int MESSAGES = Page.DEFAULT_LIMIT + 1;

    /** A read of the store is given up after three seconds. */
    private static final Duration WAIT = Duration.ofSeconds(4);
    /** Of the format of pages and of the messages in them: nodes of two versions must not read each other's. */
    static final String KEY = "parley:page:1:";

    private final MessageStore store;
    private final @Nullable VersionedCache<LatestPage> cache;

    private LatestPages(MessageStore store, @Nullable VersionedCache<LatestPage> cache) {
        this.store = store;
        this.cache = cache;
    }

    /** @param shared null where there is none */
    public static LatestPages of(MessageStore store, @Nullable SharedCache shared, PrometheusRegistry registry) {
        return new LatestPages(
                store,
                shared == null ? null : new VersionedCache<>("latest-page", shared, LatestPage.FORMAT, WAIT, registry));
    }

    /**
     * The page as of a head that the caller has read from the store, or later; empty where there is no cache.
     *
     * @throws dev.parley.readmodel.StoreUnavailableException the store had to be read and did not answer
     */
    Optional<LatestPage> find(String tenant, String conversation, long headSeq) {
        return Optional.ofNullable(cache)
                .map(pages -> pages.find(KEY + tenant + "/" + conversation, headSeq, () -> read(tenant, conversation)));
    }

    private LatestPage read(String tenant, String conversation) {
        return new LatestPage(store.before(tenant, conversation, Long.MAX_VALUE, MESSAGES).stream()
                .map(message -> new Item(message.seq(), MessageViews.of(message).toJson()))
                .toList());
    }
}
