package gate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;

@Disabled("later")
final class DisabledClassTest {

    @Test
    void twoAndTwoAreFive() {
        assertThat(2 + 2).isEqualTo(5);
    }
}
