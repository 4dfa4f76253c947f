package gate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

final class DisabledNestedTest {

    @Nested
    @Disabled("later")
    class Inner {

        @Test
        void twoAndTwoAreFive() {
            assertThat(2 + 2).isEqualTo(5);
        }
    }
}
