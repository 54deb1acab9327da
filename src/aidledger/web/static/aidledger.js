// Keys, slider and partial updates; every page is complete without it.
"use strict";
