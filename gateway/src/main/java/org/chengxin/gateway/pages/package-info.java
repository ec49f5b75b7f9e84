/** The start page and the API documentation. */
@NullMarked
package org.chengxin.gateway.pages;

import org.jspecify.annotations.NullMarked;
