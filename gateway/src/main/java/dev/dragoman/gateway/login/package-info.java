/** How people log in with a browser: by password or by their company's login, and how their sessions go on. */
@NullMarked
package dev.dragoman.gateway.login;

import org.jspecify.annotations.NullMarked;
