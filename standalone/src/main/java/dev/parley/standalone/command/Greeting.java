package dev.parley.standalone.command;

import dev.parley.standalone.data.DataFolder;
import dev.parley.standalone.demo.Demo;
import dev.parley.standalone.platform.EmbeddedPlatform;
import java.time.Duration;
import java.util.Locale;

/** The text that is printed when the platform is ready. */
record Greeting(EmbeddedPlatform platform, DataFolder folder, Demo demo, boolean isConsoleOn) {
    private static final String TEXT = """

            Ready after %.1f s.

            %s

              REST             %s/v1
              Sockets          ws://%s/v1/socket
              API, health      %s/v1/openapi.json, %s/readyz, %s/metrics
              Kafka            %s, schemas at %s
              Database         %s, user %s, password in %s
              Log              %s
              For scripts      %s

            A token for alice, valid for 24 hours:

            %s

            Post a message to bob, and read it back:

            %s

            %s

            Ctrl-C stops it.
            """;

    String text(Duration took) {
        var url = demo.url();
        var lines = demo.curlLines();
        return String.format(
                Locale.ROOT,
                TEXT,
                took.toMillis() / 1000.0,
                isConsoleOn
                        ? "Open " + url + "/console/ in a browser: a chat to try it, best in two windows."
                        : "The chat page is off (--no-console).",
                url,
                url.getAuthority(),
                url,
                url,
                url,
                platform.parts().kafka().bootstrapServers(),
                platform.parts().kafka().registryUrl(),
                platform.parts().sql().url(),
                platform.parts().sql().user(),
                platform.parts().sql().passwordFile(),
                folder.logs().resolve("parley.log"),
                folder.demoEnv(),
                demo.token(),
                lines.getFirst(),
                lines.getLast());
    }
}
