package org.chengxin.sharing;

import org.chengxin.testkit.HouseStyle;

class StyleTest extends HouseStyle {}
