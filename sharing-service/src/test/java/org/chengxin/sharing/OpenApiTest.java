package org.chengxin.sharing;

import org.chengxin.testkit.OpenApiContract;

class OpenApiTest extends OpenApiContract {}
