package org.chengxin.record;

import org.chengxin.testkit.OpenApiContract;

class OpenApiTest extends OpenApiContract {}
