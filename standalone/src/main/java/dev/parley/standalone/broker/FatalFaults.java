package dev.parley.standalone.broker;

import java.util.function.Consumer;
import org.apache.kafka.common.utils.Exit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the broker from ending the whole process without a word when it meets a fault that it cannot mend. */
final class FatalFaults {
    private static final Logger LOG = LoggerFactory.getLogger(FatalFaults.class);

    private FatalFaults() {}

    /** Thrown where the broker believes that the process ends. */
    static final class BrokerEndedException extends RuntimeException {
        BrokerEndedException(String message) {
            super(message);
        }
    }

    /** From now on a fault that would end the process is told instead, on the thread that met it. */
    static void tell(Consumer<String> listener) {
        Exit.Procedure procedure = (status, message) -> {
            var cause = message == null || message.isBlank() ? "status " + status : message;
            var fault = "The broker met a fatal fault (" + cause + ")";
            LOG.error("event=broker_fatal status={} cause=\"{}\"", status, cause);
            listener.accept(fault);
            throw new BrokerEndedException(fault);
        };
        Exit.setExitProcedure(procedure);
        Exit.setHaltProcedure(procedure);
    }

    /** Gives the process its own end back. */
    static void forget() {
        Exit.resetExitProcedure();
        Exit.resetHaltProcedure();
    }
}
