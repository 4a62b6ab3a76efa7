<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.16" styleCategories="Symbology">
<renderer-v2 type="categorizedSymbol" attr="status" symbollevels="0" enableorderby="0" forceraster="0">
<categories>
<category value="ready" symbol="0" label="{{words.ready}}" render="true"/>
<category value="opens-late" symbol="1" label="{{words.opens-late}}" render="true"/>
<category value="may-be-interrupted" symbol="2" label="{{words.may-be-interrupted}}" render="true"/>
<category value="cannot-open" symbol="3" label="{{words.cannot-open}}" render="true"/>
<category value="unknown" symbol="4" label="{{words.unknown}}" render="true"/>
</categories>
<symbols>
<symbol name="0" type="marker" alpha="1" clip_to_extent="1" force_rhr="0">
<layer class="SimpleMarker" enabled="1" locked="0" pass="0"><prop k="name" v="circle"/><prop k="color" v="0,158,115,255"/><prop k="outline_color" v="255,255,255,255"/><prop k="outline_width" v="0.4"/><prop k="size" v="3"/></layer>
</symbol>
<symbol name="1" type="marker" alpha="1" clip_to_extent="1" force_rhr="0">
<layer class="SimpleMarker" enabled="1" locked="0" pass="0"><prop k="name" v="circle"/><prop k="color" v="255,255,255,255"/><prop k="outline_color" v="29,27,32,255"/><prop k="outline_width" v="0.4"/><prop k="size" v="4"/></layer>
<layer class="SimpleMarker" enabled="1" locked="0" pass="0"><prop k="name" v="semi_circle"/><prop k="angle" v="270"/><prop k="color" v="230,159,0,255"/><prop k="outline_style" v="no"/><prop k="size" v="3.4"/></layer>
</symbol>
<symbol name="2" type="marker" alpha="1" clip_to_extent="1" force_rhr="0">
<layer class="SimpleMarker" enabled="1" locked="0" pass="0"><prop k="name" v="circle"/><prop k="color" v="255,255,255,255"/><prop k="outline_color" v="29,27,32,255"/><prop k="outline_width" v="0.4"/><prop k="size" v="4"/></layer>
<layer class="SimpleMarker" enabled="1" locked="0" pass="0"><prop k="name" v="semi_circle"/><prop k="angle" v="90"/><prop k="color" v="213,94,0,255"/><prop k="outline_style" v="no"/><prop k="size" v="3.4"/></layer>
</symbol>
<symbol name="3" type="marker" alpha="1" clip_to_extent="1" force_rhr="0">
<layer class="SimpleMarker" enabled="1" locked="0" pass="0"><prop k="name" v="cross2"/><prop k="color" v="59,31,74,255"/><prop k="outline_color" v="255,255,255,255"/><prop k="outline_width" v="1.8"/><prop k="size" v="4"/></layer>
<layer class="SimpleMarker" enabled="1" locked="0" pass="0"><prop k="name" v="cross2"/><prop k="color" v="59,31,74,255"/><prop k="outline_color" v="59,31,74,255"/><prop k="outline_width" v="1"/><prop k="size" v="4"/></layer>
</symbol>
<symbol name="4" type="marker" alpha="1" clip_to_extent="1" force_rhr="0">
<layer class="SimpleMarker" enabled="1" locked="0" pass="0"><prop k="name" v="circle"/><prop k="color" v="224,224,224,255"/><prop k="outline_color" v="94,94,94,255"/><prop k="outline_width" v="0.4"/><prop k="size" v="4"/></layer>
<layer class="FontMarker" enabled="1" locked="0" pass="0"><prop k="font" v="Sans Serif"/><prop k="chr" v="?"/><prop k="color" v="29,27,32,255"/><prop k="size" v="3"/></layer>
</symbol>
</symbols>
</renderer-v2>
<layerGeometryType>0</layerGeometryType>
</qgis>
