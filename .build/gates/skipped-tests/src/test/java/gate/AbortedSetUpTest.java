package gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class AbortedSetUpTest {

    @BeforeAll
    static void giveUp() {
        assumeThat(2 + 2).isEqualTo(5);
    }

    @Test
    void twoAndTwoAreFour() {
        assertThat(2 + 2).isEqualTo(4);
    }
}
