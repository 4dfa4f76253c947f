package dev.dragoman.bench.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ProcessTreeTest {

    private final ProcessTree self = new ProcessTree(ProcessHandle.current());

    @Test
    void cpuTimeOnlyGrows() {
        double before = self.cpuMicros();

        assertThat(self.cpuMicros()).isGreaterThanOrEqualTo(before).isPositive();
    }

    @Test
    void residentMemoryIsWhatTheKernelSays() throws IOException {
        long kilobytes = ProcStatus.residentKilobytes(Files.readString(Path.of("/proc/self/status")));

        assertThat(kilobytes).isPositive();
        assertThat(self.residentMegabytes()).isPositive();
    }

    @Test
    void aProcessThatHasEndedHasNoMemory() {
        assertThat(ProcStatus.residentKilobytes("")).isZero();
    }
}
