package org.chengxin.incentive;

import org.chengxin.testkit.HouseStyle;

class StyleTest extends HouseStyle {}
