package org.chengxin.repair;

import org.chengxin.testkit.OpenApiContract;

class DescriptionTest extends OpenApiContract {}
