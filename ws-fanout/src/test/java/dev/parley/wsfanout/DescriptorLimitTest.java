package dev.parley.wsfanout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class DescriptorLimitTest {
    private static final String RAISE =
            "Raise the process's limit of open files to 15500 or more (ulimit -n, or" + " LimitNOFILE= of systemd)";

    @Test
    void saysNothingWhereAllSocketsFit() {
        assertEquals(Optional.empty(), new DescriptorLimit(15_500).remedyFor(15_000));
        assertEquals(Optional.empty(), new DescriptorLimit(Long.MAX_VALUE).remedyFor(1_000_000));
    }

    @Test
    void saysWhatToSet() {
        assertEquals(
                Optional.of(RAISE + ", or set PARLEY_MAX_SOCKETS to 14999 or less."),
                new DescriptorLimit(15_499).remedyFor(15_000));
        assertEquals(Optional.of(RAISE + "."), new DescriptorLimit(256).remedyFor(15_000));
    }

    @Test
    void knowsTheLimitOfItsProcess() {
        assertTrue(DescriptorLimit.ofProcess().descriptors() > 0);
    }
}
