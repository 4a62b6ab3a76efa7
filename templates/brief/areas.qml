<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.16" styleCategories="Symbology|Labeling" labelsEnabled="1">
<renderer-v2 type="singleSymbol" symbollevels="0" enableorderby="0" forceraster="0">
<symbols>
<symbol name="0" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
<layer class="SimpleLine" enabled="1" locked="0" pass="0"><prop k="line_color" v="162,154,142,255"/><prop k="line_width" v="0.3"/></layer>
</symbol>
</symbols>
</renderer-v2>
<labeling type="simple"><settings calloutType="simple"><text-style fieldName="name" fontFamily="Sans Serif" fontSize="10" textColor="75,69,61,255"><text-buffer bufferDraw="1" bufferSize="1" bufferColor="255,255,255,255"/></text-style></settings></labeling>
<layerGeometryType>2</layerGeometryType>
</qgis>
