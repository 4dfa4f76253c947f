package gate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.AIX)
final class UnmetConditionTest {

    @Test
    void twoAndTwoAreFour() {
        assertThat(2 + 2).isEqualTo(4);
    }
}
