/** A fixture of the build's gates. */
@NullMarked
package gate;

import org.jspecify.annotations.NullMarked;
