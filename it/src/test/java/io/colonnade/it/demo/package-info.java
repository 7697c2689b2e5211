/** The command line as people use it, in processes of its own. Start at {@link io.colonnade.it.demo.DemoIT}. */
@NullMarked
package io.colonnade.it.demo;

import org.jspecify.annotations.NullMarked;
