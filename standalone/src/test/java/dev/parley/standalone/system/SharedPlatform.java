package dev.parley.standalone.system;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One platform for all test classes that leave it as they found it; started with the first, stopped after the last. */
final class SharedPlatform implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType().equals(TestPlatform.class);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(SharedPlatform.class))
                .getOrComputeIfAbsent("running", _ -> Running.start(), Running.class)
                .platform();
    }

    private record Running(TestPlatform platform) implements AutoCloseable {
        static Running start() {
            try {
                var target = Files.createDirectories(Path.of("target", "shared-platform"));
                return new Running(new TestPlatform(
                                Files.createTempDirectory(target, "data-").resolve("data"))
                        .start());
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            platform.close();
        }
    }
}
