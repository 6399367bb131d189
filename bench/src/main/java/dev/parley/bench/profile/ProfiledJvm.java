package dev.parley.bench.profile;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One JVM that a profiler is told about by attaching to it. */
record ProfiledJvm(long pid, Path library) {
    private static final Logger LOG = LoggerFactory.getLogger(ProfiledJvm.class);

    /** Whether it profiles now. */
    boolean start(Kind kind) {
        return tell("start,event=" + kind.event() + ",threads");
    }

    /** Whether the flame graph is written. */
    boolean stop(Kind kind, Path html) {
        return tell("stop,event=" + kind.event() + ",threads,file=" + html.toAbsolutePath());
    }

    private boolean tell(String command) {
        try {
            var machine = VirtualMachine.attach(Long.toString(pid));
            try {
                machine.loadAgentPath(library.toString(), command);
                return true;
            } finally {
                machine.detach();
            }
        } catch (AttachNotSupportedException | AgentLoadException | AgentInitializationException | IOException e) {
            LOG.warn("pid={} profiler={} cause={}", pid, command, e.toString());
            return false;
        }
    }
}
