package dev.parley.schemas.registry;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

/** Apicurio Registry keeps the contract that ours keeps. With {@code -Pcontract} only. */
@Tag("contract")
final class ApicurioContractIT extends RegistryContract {
    private static @Nullable ApicurioRegistry registry;

    @BeforeAll
    static void start() throws Exception {
        registry = ApicurioRegistry.start();
    }

    @AfterAll
    static void stop() throws Exception {
        if (registry != null) {
            registry.close();
        }
    }

    @Override
    URI address() {
        if (registry == null) {
            throw new IllegalStateException("Not started.");
        }
        return registry.address();
    }
}
