package org.chengxin.repair;

import org.chengxin.testkit.HouseStyle;

class StyleTest extends HouseStyle {}
