package org.chengxin.identity;

import org.chengxin.testkit.OpenApiContract;

class OpenApiTest extends OpenApiContract {}
