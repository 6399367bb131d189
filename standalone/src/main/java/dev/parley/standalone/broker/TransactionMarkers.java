package dev.parley.standalone.broker;

import dev.parley.standalone.broker.HangingTransactions.Open;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.ApiVersions;
import org.apache.kafka.clients.ManualMetadataUpdater;
import org.apache.kafka.clients.MetadataRecoveryStrategy;
import org.apache.kafka.clients.NetworkClient;
import org.apache.kafka.clients.NetworkClientUtils;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.network.ListenerName;
import org.apache.kafka.common.network.PlaintextChannelBuilder;
import org.apache.kafka.common.network.Selector;
import org.apache.kafka.common.requests.TransactionResult;
import org.apache.kafka.common.requests.WriteTxnMarkersRequest;
import org.apache.kafka.common.requests.WriteTxnMarkersRequest.TxnMarkerEntry;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.apache.kafka.common.utils.LogContext;
import org.apache.kafka.common.utils.Time;

/** Writes transaction markers to partitions, as the coordinator does; the admin client can only abort. */
final class TransactionMarkers implements AutoCloseable {
    private static final String NAME = "parley-transaction-markers";
    private static final long IDLE_MILLIS = 30_000;
    private static final int WAIT_MILLIS = 10_000;
    private static final long BACKOFF_MILLIS = 50;
    private static final int BUFFER_BYTES = 64 * 1024;
    /** Version 2: each transaction has its own epoch, and a marker needs one that the partition has not seen. */
    private static final short TRANSACTION_VERSION = 2;

    private final Metrics metrics = new Metrics();
    private final NetworkClient client;
    private final Node broker;

    TransactionMarkers(int port) {
        broker = new Node(BrokerSettings.NODE_ID, "127.0.0.1", port);
        var channels = new PlaintextChannelBuilder(ListenerName.forSecurityProtocol(SecurityProtocol.PLAINTEXT));
        channels.configure(Map.of());
        client = new NetworkClient(
                new Selector(IDLE_MILLIS, metrics, Time.SYSTEM, NAME, channels, new LogContext()),
                new ManualMetadataUpdater(),
                NAME,
                1,
                BACKOFF_MILLIS,
                BACKOFF_MILLIS,
                BUFFER_BYTES,
                BUFFER_BYTES,
                WAIT_MILLIS,
                WAIT_MILLIS,
                WAIT_MILLIS,
                Time.SYSTEM,
                true,
                new ApiVersions(),
                new LogContext(),
                MetadataRecoveryStrategy.NONE);
    }

    /**
     * Success must be checked by describing the partition again. The marker has the epoch of the producer's next
     * transaction; the broker refuses it if the partition has seen that epoch or a later one.
     */
    void write(Open open, boolean isCommit) {
        var marker = new TxnMarkerEntry(
                open.producer(),
                (short) (open.epoch() + 1),
                open.coordinatorEpoch(),
                isCommit ? TransactionResult.COMMIT : TransactionResult.ABORT,
                List.of(open.partition()),
                TRANSACTION_VERSION);
        try {
            if (!NetworkClientUtils.awaitReady(client, broker, Time.SYSTEM, WAIT_MILLIS)) {
                throw new KafkaException("The broker accepts no connection.");
            }
            var request = client.newClientRequest(
                    broker.idString(),
                    new WriteTxnMarkersRequest.Builder(List.of(marker)),
                    Time.SYSTEM.milliseconds(),
                    true);
            NetworkClientUtils.sendAndReceive(client, request, Time.SYSTEM);
        } catch (IOException e) {
            throw new KafkaException("Cannot write a transaction marker: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        client.close();
        metrics.close();
    }
}
