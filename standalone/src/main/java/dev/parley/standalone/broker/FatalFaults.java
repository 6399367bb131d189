package dev.parley.standalone.broker;

import java.util.function.Consumer;
import org.apache.kafka.common.utils.Exit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reports a fatal fault of the broker, which would otherwise exit the whole process. */
final class FatalFaults {
    private static final Logger LOG = LoggerFactory.getLogger(FatalFaults.class);

    private FatalFaults() {}

    /** Thrown where the broker expects the process to exit. */
    static final class BrokerEndedException extends RuntimeException {
        BrokerEndedException(String message) {
            super(message);
        }
    }

    /** Installs the listener; it is called on the thread that hit the fault. */
    static void tell(Consumer<String> listener) {
        Exit.Procedure procedure = (status, message) -> {
            var cause = message == null || message.isBlank() ? "status " + status : message;
            var fault = "The broker failed fatally (" + cause + ")";
            LOG.error("event=broker-fatal status={} cause=\"{}\"", status, cause);
            listener.accept(fault);
            throw new BrokerEndedException(fault);
        };
        Exit.setExitProcedure(procedure);
        Exit.setHaltProcedure(procedure);
    }

    /** Restores the default exit procedures. */
    static void forget() {
        Exit.resetExitProcedure();
        Exit.resetHaltProcedure();
    }
}
