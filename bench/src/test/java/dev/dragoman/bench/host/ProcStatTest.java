package dev.dragoman.bench.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ProcStatTest {

    @Test
    void ownLineTellsWhoWeAreAndWhoStartedUs() throws IOException {
        ProcStat stat = ProcStat.parse(Files.readString(Path.of("/proc/self/stat")));

        assertThat(stat.pid()).isEqualTo(ProcessHandle.current().pid());
        assertThat(stat.parent())
                .isEqualTo(ProcessHandle.current().parent().orElseThrow().pid());
        assertThat(stat.cpuTicks()).isPositive();
    }

    @Test
    void aNameWithSpacesAndParenthesesDoesNotShiftTheFields() {
        ProcStat stat = ProcStat.parse("17 (a (b) c) S 4 17 17 0 -1 4194304 100 0 0 0 250 30 0 0 20 0 1 0 99 0 0");

        assertThat(stat).isEqualTo(new ProcStat(17, 4, 280));
    }

    @Test
    void somethingElseIsRefused() {
        assertThatThrownBy(() -> ProcStat.parse("17")).hasMessage("\"17\" (expected: pid (command) state ...)");
    }
}
