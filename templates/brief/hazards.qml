<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.16" styleCategories="Symbology">
<renderer-v2 type="categorizedSymbol" attr="depth_class" symbollevels="0" enableorderby="0" forceraster="0">
<categories>
{{#classes}}
<category value="{{code}}" symbol="{{index}}" label="{{words}}" render="true"/>
{{/classes}}
<category value="" symbol="{{footprint}}" label="{{other}}" render="true"/>
</categories>
<symbols>
{{#classes}}
<symbol name="{{index}}" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
<layer class="SimpleFill" enabled="1" locked="0" pass="0"><prop k="color" v="{{colour}}"/><prop k="style" v="solid"/><prop k="outline_style" v="no"/></layer>
</symbol>
{{/classes}}
<symbol name="{{footprint}}" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
<layer class="SimpleFill" enabled="1" locked="0" pass="0"><prop k="color" v="91,80,72,255"/><prop k="style" v="f_diagonal"/><prop k="outline_color" v="91,80,72,255"/><prop k="outline_width" v="0.3"/></layer>
</symbol>
</symbols>
</renderer-v2>
<layerGeometryType>2</layerGeometryType>
</qgis>
